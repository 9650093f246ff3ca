-- A program's rounds are computed from the promised seed of its first wave that rotates. The seed that was one for all
-- programs had been promised to nobody, and whoever had seen one wave knew whom a new program would draw.
drop table rotation_seed;
