// Tests count the process's live tensors: two at a time would count each other's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
