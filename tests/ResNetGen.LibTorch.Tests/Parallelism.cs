// libtorch's seed and the count of live tensors belong to the process, and one operation uses all cores anyway.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
