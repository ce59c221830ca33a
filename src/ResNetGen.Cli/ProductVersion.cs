using System.Reflection;

namespace ResNetGen.Cli;

/// <summary>The version of this tool.</summary>
internal static class ProductVersion
{
    /// <summary>As packages have it, without the commit.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
