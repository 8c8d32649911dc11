# PostgreSQL with what makes the services' roles and databases. A file that is mounted would keep the modes
# of the clone, and the image's user may not read what is its owner's alone.
FROM postgres:18
COPY --chmod=755 deploy/databases.sql /docker-entrypoint-initdb.d/
COPY --chmod=755 deploy/postgres.sh /
# A volume that is mounted here belongs to its user, too.
RUN install --directory --owner=postgres /run/cloudmarket
ENTRYPOINT ["/bin/bash", "/postgres.sh"]
CMD ["postgres"]
