namespace Mvc.Mcp.Operations.Choice;

/// <summary>Asks the application's own delegates in <see cref="McpOptions"/>, so that one that throws is named with what it was asked about.</summary>
internal static class OptionDelegate
{
    /// <summary>Runs one that answers nothing.</summary>
    /// <exception cref="InvalidOperationException">It throws.</exception>
    public static void Run(string option, McpOperation operation, Action run) => Ask(option, operation, () =>
    {
        run();
        return true;
    });

    /// <summary>What <paramref name="ask"/> answers.</summary>
    /// <exception cref="InvalidOperationException">It throws.</exception>
    public static T Ask<T>(string option, McpOperation operation, Func<T> ask)
    {
        try
        {
            return ask();
        }
#pragma warning disable CA1031 // The delegate is the application's own and may throw anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new InvalidOperationException($"McpOptions.{option} threw for {operation}: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
