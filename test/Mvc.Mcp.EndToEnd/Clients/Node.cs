using System.Diagnostics;

namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>Runs scripts and npm packages of <c>build/</c> with the Node.js that is pinned there.</summary>
internal static class Node
{
    private static readonly string Build = Path.Combine(Repository.Root, "build");
    private static readonly string Packages = Path.Combine(Build, "node_modules");

    // Written once 'npm ci' has succeeded: see build/NodeClients.proj.
    private static readonly bool Installed = File.Exists(Path.Combine(Packages, ".installed"));

    /// <summary>Skips the test where the npm packages are missing; under <c>CI=true</c> it fails instead.</summary>
    public static void Require()
    {
        const string Reason = "The npm packages in build/ are not installed. Install Node.js 22 or later and build again.";
        if (!Installed && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(Reason);
        Skip.IfNot(Installed, Reason);
    }

    /// <summary>The path of a file of an installed package, such as <c>mcp-remote/dist/proxy.js</c>.</summary>
    public static string Package(string path) => Path.Combine(Packages, path);

    /// <summary>Starts a script that runs beside the test, such as a server. The caller ends it.</summary>
    public static Process Start(string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        Require();
        var start = new ProcessStartInfo(FindExecutable())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Build,
        };
        start.ArgumentList.Add("--import");
        start.ArgumentList.Add(new Uri(Path.Combine(Build, "resolve.mjs")).AbsoluteUri);
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in two minutes.</exception>
    public static async Task<NodeOutput> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var process = Start(script, arguments, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script} did not end. It wrote: {await output}{await error}");
        }

        return new NodeOutput(process.ExitCode, await output, await error);
    }

    // Each platform has its own package, and npm installs the one that fits; elsewhere the Node.js on the path must do.
    private static string FindExecutable() =>
        Directory.EnumerateDirectories(Packages, "node-*")
            .SelectMany(package => new[] { Path.Combine(package, "bin", "node"), Path.Combine(package, "bin", "node.exe") })
            .FirstOrDefault(File.Exists) ?? "node";
}
