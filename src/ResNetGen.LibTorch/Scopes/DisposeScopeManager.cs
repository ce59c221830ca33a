namespace TorchSharp;

/// <summary>Where the counts of the thread's dispose scopes are read.</summary>
public class DisposeScopeManager
{
    /// <summary>The counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadScopes.Current.Statistics;
}
