#!/usr/bin/env python3
"""A bidder that learns what to ask: learning_bidder.py RUN PROVIDER [BROKER]

In each segment it has some markups on its cost to choose from. It takes the one with the highest upper confidence bound
(UCB1, Auer et al. 2002) of what a bid has earned so far: the margin where it won, and nothing where it did not. It ends with
the run, and prints what it has learnt.
"""
import json
import math
import sys

from confluent_kafka import Consumer, Producer

MARKUPS = (0.0, 0.04, 0.08, 0.12, 0.16, 0.24)

run, provider, broker = sys.argv[1], sys.argv[2], (sys.argv + ["localhost:9092"])[3]
log = Consumer({"bootstrap.servers": broker, "group.id": f"bidder-{provider}-{run}", "auto.offset.reset": "earliest"})
bids = Producer({"bootstrap.servers": broker, "linger.ms": 5})

cost = None  # Of a unit and month, in thousandths of a fen, as the scenario starts with it.
made = {}  # The markups of bids whose tender is not decided yet, by tender.
tried = {}  # How often a markup was tried, by segment.
earned = {}  # What it earned, as a part of cost, by segment.
shards = {"open": set(), "ended": set()}


def choose(segment):
    """The markup to try next in a segment."""
    counts, sums = tried.setdefault(segment, [0] * len(MARKUPS)), earned.setdefault(segment, [0.0] * len(MARKUPS))
    if 0 in counts:
        return counts.index(0)
    rounds = math.log(sum(counts))
    return max(range(len(MARKUPS)), key=lambda i: sums[i] / counts[i] + 0.1 * math.sqrt(2 * rounds / counts[i]))


def answer(tender, partition):
    """Bids for a tender."""
    choice = choose(tender["segment"])
    tried[tender["segment"]][choice] += 1
    made[tender["tender"]] = choice
    price = cost * (1 + MARKUPS[choice]) * tender["units"] * tender["termMonths"] / 1000
    bid = {name: tender[name] for name in ("run", "shard", "month", "tender")}
    bid |= {"provider": provider, "priceFen": max(1, round(price))}
    bids.produce("external-bids", json.dumps(bid), partition=partition)


def hear(kind, message, partition):
    """Takes one record of the run in."""
    global cost
    if kind == "market-announced":
        cost = message["scenario"]["providers"][provider]["unitCostMilliFen"]
        shards["open"].add(message["shard"])
    elif kind == "market-ended":
        shards["ended"].add(message["shard"])
    elif kind == "tender-published":
        answer(message, partition)
    elif kind == "contract-awarded" and message["tender"] in made:
        choice = made.pop(message["tender"])
        if message["winner"] == provider:
            earned[message["segment"]][choice] += MARKUPS[choice]
    elif kind == "tender-failed":
        made.pop(message["tender"], None)


log.subscribe(["tenders", "awards"])
while not shards["open"] or shards["open"] != shards["ended"]:
    for record in log.consume(num_messages=500, timeout=0.1):
        if record.error():
            continue
        message = json.loads(record.value())
        if message.get("run") == run:
            kind = dict(record.headers())["ce_type"].decode().split(".")[2]
            hear(kind, message, record.partition())
    bids.flush()
log.close()
for segment in sorted(tried):
    best = max(range(len(MARKUPS)), key=lambda i: earned[segment][i] / max(1, tried[segment][i]))
    print(f"{segment}: {sum(tried[segment])} bids, a markup of {MARKUPS[best]:.0%} earned most a bid")
