mod edit;
mod merge;
