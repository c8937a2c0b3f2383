namespace Mvc.Mcp.EndToEnd.Clients;

/// <summary>What a finished script left behind.</summary>
internal sealed record NodeOutput(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a script that must have succeeded.</summary>
    public string Succeeded() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"The script ended with exit code {ExitCode}.\n{Output}\n{Error}");
}
