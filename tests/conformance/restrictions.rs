//! Facts 5.2.6: restricted access to the org chart.
