namespace TorchSharp;

/// <summary>How many objects of one kind a thread has created, handed on and disposed, within dispose scopes and outside.</summary>
public class LifetimeStatistics
{
    internal long CreatedOutside;
    internal long CreatedInside;
    internal long Attached;
    internal long Detached;
    internal long DisposedInside;
    internal long DisposedOutside;

    /// <summary>Created while no scope was open.</summary>
    public long CreatedOutsideScopeCount => CreatedOutside;

    /// <summary>Created while a scope was open, which owns them.</summary>
    public long CreatedInScopeCount => CreatedInside;

    /// <summary>Given to a scope after they were created.</summary>
    public long AttachedToScopeCount => Attached;

    /// <summary>Taken out of a scope without being disposed.</summary>
    public long DetachedFromScopeCount => Detached;

    /// <summary>Disposed while a scope owned them.</summary>
    public long DisposedInScopeCount => DisposedInside;

    /// <summary>Disposed while no scope owned them.</summary>
    public long DisposedOutsideScopeCount => DisposedOutside;

    /// <summary>Created and not yet disposed.</summary>
    public long ThreadTotalLiveCount => CreatedOutside + CreatedInside - DisposedInside - DisposedOutside;

    /// <summary>Sets every count to zero.</summary>
    public void Reset() => CreatedOutside = CreatedInside = Attached = Detached = DisposedInside = DisposedOutside = 0;

    /// <inheritdoc/>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; " +
        $"DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; CreatedInScopeCount: {CreatedInScopeCount}; " +
        $"DisposedInScopeCount: {DisposedInScopeCount}; AttachedToScopeCount: {AttachedToScopeCount}; DetachedFromScopeCount: {DetachedFromScopeCount}";
}
