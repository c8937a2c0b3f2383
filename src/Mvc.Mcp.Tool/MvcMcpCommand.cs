using System.CommandLine;
using Mvc.Mcp.Tool.Contracts;
using Mvc.Mcp.Tool.Output;
using Mvc.Mcp.Tool.Tokens;

namespace Mvc.Mcp.Tool;

/// <summary>The command line: <c>dotnet mvc-mcp list</c> and <c>dotnet mvc-mcp diff</c>.</summary>
internal static class MvcMcpCommand
{
    /// <summary>Makes the command.</summary>
    public static RootCommand Create() => new("Shows what an ASP.NET Core application offers to MCP clients.")
    {
        List(),
        Diff(),
    };

    private static Command List()
    {
        var application = new ApplicationArguments();
        var json = new Option<bool>("--json") { Description = "Print JSON, as 'diff' reads it, instead of a table." };
        var sort = new Option<string>("--sort")
        {
            Description = "The order of the table: as clients see it (list), or the largest first (size).", DefaultValueFactory = _ => "list",
        };
        sort.AcceptOnlyFromAmong("list", "size");
        var command = new Command("list", "Lists tools and resources, what was left out, and the tokens of each definition.")
        {
            json, sort,
        };
        application.AddTo(command);
        command.SetAction((result, cancellationToken) => GuardAsync(result, async () =>
        {
            var catalog = await application.ReadCatalogAsync(result, cancellationToken);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                await output.WriteLineAsync(CatalogJson.Write(catalog));
            else
                CatalogTable.Write(catalog, bySize: result.GetValue(sort) == "size", output);
            return 0;
        }));
        return command;
    }

    private static Command Diff()
    {
        var file = new Argument<FileInfo>("file") { Description = "What 'list --json' printed before." };
        var application = new ApplicationArguments();
        var command = new Command("diff", "Compares an application with a list kept from before. Fails when the contract of a tool or resource has changed.")
        {
            file,
        };
        application.AddTo(command);
        command.SetAction((result, cancellationToken) => GuardAsync(result, async () =>
        {
            var before = TokenCount.Of(await CatalogJson.ReadAsync(result.GetRequiredValue(file), cancellationToken));
            var after = await application.ReadCatalogAsync(result, cancellationToken);
            var changes = ContractDiff.Between(before, after);
            foreach (var change in changes)
                await result.InvocationConfiguration.Output.WriteLineAsync(change.ToString());
            if (TokenDiff.Between(before, after) is { } tokens)
                await result.InvocationConfiguration.Output.WriteLineAsync(tokens);
            return changes.Any(change => change.Breaks) ? 1 : 0;
        }));
        return command;
    }

    // What a user did wrong is one line; anything else is a bug, and shows its trace.
    private static async Task<int> GuardAsync(ParseResult result, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is ToolException or IOException)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
}
