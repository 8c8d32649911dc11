#!/usr/bin/env python3
"""Bids for every tender of a run, 4% below what the buyer pays now: bidder.py RUN PROVIDER [BROKER]"""
import json, sys
from confluent_kafka import Consumer, Producer

run, provider, broker = sys.argv[1], sys.argv[2], (sys.argv + ["localhost:9092"])[3]
tenders = Consumer({"bootstrap.servers": broker, "group.id": f"bidder-{provider}-{run}", "auto.offset.reset": "earliest"})
bids = Producer({"bootstrap.servers": broker})
tenders.subscribe(["tenders"])
while True:
    for record in tenders.consume(num_messages=500, timeout=0.1):
        tender = {} if record.error() else json.loads(record.value())
        if tender.get("run") == run and "units" in tender:
            unit = tender["incumbentUnitPriceMilliFen"] * 0.96 or 100_000
            bid = {name: tender[name] for name in ("run", "shard", "month", "tender")}
            bid |= {"provider": provider, "priceFen": round(unit * tender["units"] * tender["termMonths"] / 1000)}
            bids.produce("external-bids", json.dumps(bid), partition=record.partition())
    bids.flush()
