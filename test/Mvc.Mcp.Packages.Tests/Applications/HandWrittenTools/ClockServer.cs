using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace HandWrittenTools;

[McpServerToolType]
public sealed class Library
{
    [McpServerTool(Name = "library_time"), Description("Tells the time of the library.")]
    public static string Time() => "noon in the library";
}

public static class ClockServer
{
    public static void AddClockServer(this IServiceCollection services) => services.AddMcpServer().WithHttpTransport().WithTools<Library>();

    public static void MapClockServer(this WebApplication app, string pattern) => app.MapMcp(pattern);
}
