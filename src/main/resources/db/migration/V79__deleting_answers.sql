-- Customers may take back what they answered.
grant delete on answer to keypulse_system;
