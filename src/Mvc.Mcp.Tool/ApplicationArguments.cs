using System.CommandLine;
using Mvc.Mcp.Tool.Application;

namespace Mvc.Mcp.Tool;

/// <summary>Which application a command is about, and how it is run.</summary>
internal sealed class ApplicationArguments
{
    private readonly Argument<FileSystemInfo> _application = new("application")
    {
        Description = "A project (its file or folder), which is built first, or an assembly: bin/Debug/net10.0/Shop.dll.",
    };

    private readonly Option<string> _configuration = new("--configuration", "-c")
    {
        Description = "The configuration of a project.", DefaultValueFactory = _ => "Debug",
    };

    private readonly Option<bool> _noBuild = new("--no-build") { Description = "Take a project as it was built before." };

    private readonly Option<int> _wait = new("--wait")
    {
        Description = "How many seconds the next host is waited for, after one that does not use Mvc.Mcp, such as a set-up's.", DefaultValueFactory = _ => 30,
    };

    /// <summary>Lets <paramref name="command"/> take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_application);
        command.Add(_configuration);
        command.Add(_noBuild);
        command.Add(_wait);
    }

    /// <summary>Reads what the application offers.</summary>
    /// <exception cref="ToolException">It cannot be run, or failed.</exception>
    public Task<Catalog> ReadCatalogAsync(ParseResult result, CancellationToken cancellationToken) => ApplicationProcess.ReadCatalogAsync(
        new ApplicationLocation(result.GetRequiredValue(_application), result.GetRequiredValue(_configuration), Build: !result.GetValue(_noBuild)),
        TimeSpan.FromSeconds(result.GetRequiredValue(_wait)),
        cancellationToken);
}
