namespace TorchSharp;

public static partial class torch
{
    /// <summary>The threads that one operation is spread over: the processors, unless OMP_NUM_THREADS says otherwise.</summary>
    public static int get_num_threads() => rg_get_num_threads();

    /// <summary>Sets the threads that one operation is spread over.</summary>
    public static void set_num_threads(int num) => Check(rg_set_num_threads(num));

    /// <summary>The threads for operations side by side.</summary>
    public static int get_num_interop_threads() => rg_get_num_interop_threads();

    /// <summary>Sets the threads for operations side by side; only once, before any runs.</summary>
    public static void set_num_interop_threads(int num) => Check(rg_set_num_interop_threads(num));
}
