-- Whoever takes a confidential answer back may leave too few in its cluster, which is put together with another then.
grant update (cluster, cluster_answers) on confidential_part to keypulse_system;
