using System.Diagnostics;

namespace Mvc.Mcp.EndToEnd.Processes;

/// <summary>The command line of the .NET SDK that runs the tests.</summary>
internal static class DotNet
{
    /// <summary>A command to be run in a folder.</summary>
    public static ProcessStartInfo Command(string folder, params IEnumerable<string> arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments) { WorkingDirectory = folder };
}
