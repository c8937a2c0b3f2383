using System.Diagnostics;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>Runs scripts and npm packages of <c>build/</c> with the Node.js that is pinned there.</summary>
internal static class Node
{
    private static readonly string _build = Repository.PathTo("build");
    private static readonly string _packages = Path.Combine(_build, "node_modules");

    /// <summary>Whether the packages are there: the file is written once 'npm ci' has succeeded (build/NodeClients.proj).</summary>
    public static readonly bool IsInstalled = File.Exists(Path.Combine(_packages, ".installed"));

    /// <summary>Skips the test where the npm packages are missing; under <c>CI=true</c> it fails instead.</summary>
    public static void Require()
    {
        const string Reason = "The npm packages in build/ are not installed. Install Node.js 20 or later and build again.";
        if (!IsInstalled && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(Reason);
        Skip.IfNot(IsInstalled, Reason);
    }

    /// <summary>The path of the Node.js that is installed with the packages.</summary>
    public static string Executable => FindExecutable();

    /// <summary>The path of a file of an installed package, such as <c>mcp-remote/dist/proxy.js</c>.</summary>
    public static string Package(string path) => Path.Combine(_packages, path);

    /// <summary>Runs a script to its end. Scripts anywhere in the repository may import the packages of <c>build/</c>.</summary>
    public static Task<ProcessOutput> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        FiniteProcess.RunAsync(Command(script, arguments, environment));

    /// <summary>Starts a script that serves a test, and ends with it.</summary>
    public static ServerProcess Start(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        ServerProcess.Start(Command(script, arguments, environment));

    private static ProcessStartInfo Command(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        Require();
        var resolve = new Uri(Path.Combine(_build, "resolve.mjs")).AbsoluteUri;
        var start = new ProcessStartInfo(FindExecutable(), ["--import", resolve, script, .. arguments]) { WorkingDirectory = _build };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return start;
    }

    // Each platform has its own package, and npm installs the one that fits; elsewhere the Node.js on the path must do.
    private static string FindExecutable() =>
        Directory.EnumerateDirectories(_packages, "node-*")
            .SelectMany(package => new[] { Path.Combine(package, "bin", "node"), Path.Combine(package, "bin", "node.exe") })
            .FirstOrDefault(File.Exists) ?? "node";
}
