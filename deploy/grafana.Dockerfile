# Grafana with its source, Prometheus, and the dashboard of the market.
FROM grafana/grafana:12.2.0
COPY --chmod=755 deploy/grafana/datasources.yaml /etc/grafana/provisioning/datasources/
COPY --chmod=755 deploy/grafana/dashboards.yaml /etc/grafana/provisioning/dashboards/
COPY --chmod=755 deploy/grafana/cloud-market.json /etc/grafana/dashboards/
