#!/usr/bin/env python3
"""Bids for every tender of a run, 4% below what the buyer pays now: bidder.py RUN PROVIDER [BROKER [KEY.pem]]"""
import base64, json, sys
from confluent_kafka import Consumer, Producer

run, provider, broker, key = (sys.argv[1:] + ["localhost:9092", ""][len(sys.argv) - 3:])[:4]
tenders = Consumer({"bootstrap.servers": broker, "group.id": f"bidder-{provider}-{run}", "auto.offset.reset": "earliest"})
bids = Producer({"bootstrap.servers": broker})
tenders.subscribe(["tenders"])
if key:  # Of a registered bidder: the only part that needs the package cryptography.
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    signer = load_pem_private_key(open(key, "rb").read(), None)


def fields(record):
    """Of what is no JSON object, none: whatever lies on the topic, a bidder goes on."""
    try:
        value = json.loads(record.value())
    except (TypeError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


while True:
    for record in tenders.consume(num_messages=500, timeout=0.1):
        tender = {} if record.error() else fields(record)
        if tender.get("run") == run and "units" in tender:
            unit = tender["incumbentUnitPriceMilliFen"] * 0.96 or 100_000
            bid = {name: tender[name] for name in ("run", "shard", "month", "tender")}
            bid |= {"provider": provider, "priceFen": round(unit * tender["units"] * tender["termMonths"] / 1000)}
            if key:
                signature = signer.sign("/".join(map(str, bid.values())).encode(), PKCS1v15(), SHA256())
                bid["signature"] = base64.b64encode(signature).decode()
            bids.produce("external-bids", json.dumps(bid), partition=record.partition())
    bids.flush()
