mod changes;
mod consequences;
mod long;
mod sample;
mod times;
mod untrusted;
mod whole;
