using System.Diagnostics;
using System.Reflection;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>Starts samples as their users do: as processes of their own, here on ports that the system chooses.</summary>
internal static class Sample
{
    /// <summary>The build configuration of the tests, and so of the samples.</summary>
    public static string Configuration { get; } =
        typeof(Sample).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Starts <c>samples/{name}</c>, as built together with the tests, in the Development environment.</summary>
    public static ServerProcess Start(string name, params IEnumerable<string> arguments) =>
        ServerProcess.Start(Command(name, arguments));

    /// <summary>What starts <c>samples/{name}</c>.</summary>
    public static ProcessStartInfo Command(string name, params IEnumerable<string> arguments)
    {
        var folder = Repository.PathTo("samples", name);
        var start = DotNet.Command(folder, [Path.Combine(folder, "bin", Configuration, "net10.0", $"{name}.dll"), .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return start;
    }

    /// <summary>Where a sample listens, once it does.</summary>
    public static async Task<Uri> ReadAddressAsync(this ServerProcess sample) =>
        new(await sample.FindAsync(@"Now listening on: (\S+)"));
}
