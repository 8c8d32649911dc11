-- Run once, as the image's superuser: for each service a role, no superuser, and a database that it owns.
\getenv password POSTGRES_PASSWORD
create role policy login password :'password';
create role procurement login password :'password';
create role provider login password :'password';
create database policy owner policy;
create database procurement owner procurement;
create database provider owner provider;
revoke connect, temporary on database policy from public;
revoke connect, temporary on database procurement from public;
revoke connect, temporary on database provider from public;
-- From now on nobody logs in as the superuser but inside the container, over its socket.
alter role postgres password null;
