mod acts;
mod bench;
mod damage;
mod journal;
mod outsiders;
