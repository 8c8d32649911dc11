-- One database a service; the image makes that of procurement-service itself.
create database policy;
create database provider;
