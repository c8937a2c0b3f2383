namespace Mvc.Mcp.EndToEnd.Processes;

/// <summary>What a process that ended left behind.</summary>
internal sealed record ProcessOutput(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The output of a process that must have succeeded.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public string Succeeded() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"'{Command}' ended with exit code {ExitCode}.\n{Output}\n{Error}");
}
