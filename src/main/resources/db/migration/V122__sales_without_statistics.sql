-- Of a table that has just been filled, and not been analyzed yet, the planner expects one line, and looked the rates up anew
-- for every one of them: minutes for ten thousand lines. Joined by hash they are looked up once, whatever is expected.
alter function sales_of_lines(int[], date, date, text, text, int) set enable_nestloop = off;
