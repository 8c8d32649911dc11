#!/bin/bash
# Creates the topics that are missing: run once, before any service starts. It does what the launcher
# does; a test holds the two together.
#
#   TOPICS       name=days, separated by blanks
#   PARTITIONS   of every topic, as KAFKA_PARTITIONS of the services
#   REPLICAS     of every partition, as KAFKA_REPLICAS of the services
#   BROKER       host:port, with commas between
set -euo pipefail
create() {
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$BROKER" --create --if-not-exists \
    --topic "${1%=*}" --partitions "$PARTITIONS" --replication-factor "$REPLICAS" \
    --config cleanup.policy=delete \
    --config retention.ms="$((${1#*=} * 86400000))" \
    --config retention.bytes=1073741824 \
    --config segment.bytes=67108864 \
    --config message.timestamp.type=LogAppendTime \
    --config max.message.bytes=8388608 \
    --config compression.type=producer
}

for topic in $TOPICS; do
  # Of several brokers, the last may take some seconds longer than the first.
  for tries in {1..30}; do
    if create "$topic"; then
      continue 2
    fi
    sleep 2
  done
  echo "The topic $topic could not be created in $tries tries" >&2
  exit 1
done
