// Bids for every tender of a run, 4% below what the buyer pays now: node bidder.mjs RUN PROVIDER [BROKER]
// Needs: npm install kafkajs lz4js (the services' records are compressed with lz4, which kafkajs leaves to others)
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { Kafka, CompressionTypes, CompressionCodecs, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const [run, provider, broker = 'localhost:9092'] = process.argv.slice(2);
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR });
const tenders = kafka.consumer({ groupId: `bidder-${provider}-${run}`, maxWaitTimeInMs: 100 });
const bids = kafka.producer();
await Promise.all([tenders.connect(), bids.connect()]);
await tenders.subscribe({ topic: 'tenders', fromBeginning: true });
await tenders.run({
  eachBatch: async ({ batch }) => {
    const messages = [];
    for (const { value } of batch.messages) {
      const { run: of, shard, month, tender, units, termMonths, incumbentUnitPriceMilliFen } = JSON.parse(value);
      if (of === run && units) {
        const unit = incumbentUnitPriceMilliFen * 0.96 || 100_000;
        const bid = { run, shard, month, tender, provider, priceFen: Math.round((unit * units * termMonths) / 1000) };
        messages.push({ partition: batch.partition, value: JSON.stringify(bid) });
      }
    }
    if (messages.length) await bids.send({ topic: 'external-bids', messages });
  },
});
