using System.Diagnostics;
using Mvc.Mcp.Tool.Application;

/// <summary>What .NET runs inside an application before its own code (DOTNET_STARTUP_HOOKS); name and signature are prescribed.</summary>
internal static class StartupHook
{
    /// <summary>Begins to wait for the application's host.</summary>
    public static void Initialize()
    {
        // Processes that the application starts inherit the hook, and are none of its business.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        _ = DiagnosticListener.AllListeners.Subscribe(new HostWatcher());
    }
}
