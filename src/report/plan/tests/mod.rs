mod changes;
mod consequences;
mod japanese;
mod long;
mod sample;
mod times;
mod untrusted;
mod whole;
