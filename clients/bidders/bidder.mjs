// Bids for every tender of a run, 4% below what the buyer pays now: node bidder.mjs RUN PROVIDER [BROKER [KEY.pem]]
// Needs: npm install, in this folder: kafkajs, and lz4js for the services' records, whose compression kafkajs leaves to others
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { Kafka, CompressionTypes, CompressionCodecs, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

/** Of what is no JSON object, none: whatever lies on the topic, a bidder goes on. */
const fields = (value) => {
  try {
    return JSON.parse(value) ?? {};
  } catch {
    return {};
  }
};

const [run, provider, broker = 'localhost:9092', keyFile] = process.argv.slice(2);
const key = keyFile && createPrivateKey(readFileSync(keyFile)); // Of a registered bidder.
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR });
const tenders = kafka.consumer({ groupId: `bidder-${provider}-${run}`, maxWaitTimeInMs: 100 });
const bids = kafka.producer();
await Promise.all([tenders.connect(), bids.connect()]);
await tenders.subscribe({ topic: 'tenders', fromBeginning: true });
await tenders.run({
  eachBatch: async ({ batch }) => {
    const messages = [];
    for (const { value } of batch.messages) {
      const { run: of, shard, month, tender, units, termMonths, incumbentUnitPriceMilliFen } = fields(value);
      if (of === run && units) {
        const unit = incumbentUnitPriceMilliFen * 0.96 || 100_000;
        const bid = { run, shard, month, tender, provider, priceFen: Math.round((unit * units * termMonths) / 1000) };
        if (key) bid.signature = sign('sha256', Buffer.from(Object.values(bid).join('/')), key).toString('base64');
        messages.push({ partition: batch.partition, value: JSON.stringify(bid) });
      }
    }
    if (messages.length) await bids.send({ topic: 'external-bids', messages });
  },
});
