# Prometheus with what it asks the services of docker-compose.yml, and the alerts.
FROM prom/prometheus:v3.5.0
COPY --chmod=755 deploy/prometheus/prometheus.yaml deploy/prometheus/rules.yaml /etc/prometheus/
