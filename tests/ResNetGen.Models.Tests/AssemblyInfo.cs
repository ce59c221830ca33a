// Large networks and one random stream: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
