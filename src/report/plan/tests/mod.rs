mod changes;
mod consequences;
mod sample;
mod untrusted;
mod whole;
