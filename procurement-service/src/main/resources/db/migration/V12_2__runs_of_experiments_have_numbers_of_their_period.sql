-- A run keeps a number of its period beside its months. It cannot be made of the months, so runs of
-- before, and the experiments that they belong to, cannot be gone on with: their documents have to
-- be ordered again.
delete from experiment;
