// Tests draw from the process's one stream of random numbers, and one measures time: two at a time would be in each other's way.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
