mod edit;
mod merge;
mod tidy;
