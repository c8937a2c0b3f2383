using System.ComponentModel;
using HandWrittenTools;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Server;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMcpServer().WithHttpTransport(options => options.Stateless = true).WithTools<Clock>().WithPrompts<Prompts>().WithResources<Notes>();
builder.Services.AddClockServer();
builder.Services.AddControllers().AddMcp();

var app = builder.Build();
app.MapMcp("/mcp");
app.MapClockServer("/clock");
app.MapMcp("/none", options => options.ExcludeOperations.Add("list_rooms"));
app.MapControllers();
app.MapFallbackToFile("index.html");
app.Run();

[McpServerToolType]
public sealed class Clock
{
    [McpServerTool(Name = "time"), Description("Tells the time.")]
    public static string Time() => "noon";
}

[McpServerPromptType]
public sealed class Prompts
{
    [McpServerPrompt(Name = "greet"), Description("Greets somebody.")]
    public static string Greet(string name) => $"Greet {name}.";
}

[McpServerResourceType]
public sealed class Notes
{
    [McpServerResource(UriTemplate = "notes://today", Name = "today"), Description("The notes of today.")]
    public static string Today() => "nothing";
}

[ApiController, Route("rooms")]
public sealed class RoomsController : ControllerBase
{
    [HttpGet(Name = "list_rooms")]
    public string[] List() => ["blue", "green"];
}
