// Training draws from the process's one stream of random numbers: two tests at a time would draw from each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
