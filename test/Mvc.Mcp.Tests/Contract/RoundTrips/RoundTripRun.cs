using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>A schema of an answer, and the answers that came.</summary>
public sealed record AnsweredSchema(string Name, JsonElement Schema, IReadOnlyList<JsonElement> Values);

/// <summary>All cases under one serializer, in one application: values go in, and what arrived and what came back is looked at.</summary>
internal sealed class RoundTripRun
{
    private const int CallsOfATool = 5;

    /// <summary>Values are the same in every run.</summary>
    public const ulong Seed = 20260113;

    // Any JSON is what these take.
    private static readonly string[] _open = ["object", "jsonelement", "jsonnode", "jsonobject", "jsonarray", "jtoken", "jobject", "extended"];

    /// <summary>Whatever did not go as the schemas say.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The tools that announce nothing of their answer.</summary>
    public List<string> WithoutOutput { get; } = [];

    /// <summary>The tools of which an argument, or a member of one, may be anything.</summary>
    public List<string> OpenInput { get; } = [];

    /// <summary>The schemas of answers, with the answers.</summary>
    public List<AnsweredSchema> Answers { get; } = [];

    /// <summary>How many tools there were.</summary>
    public int Tools { get; private set; }

    /// <summary>How many calls arrived.</summary>
    public int Arrived { get; private set; }

    /// <summary>Runs them.</summary>
    public static async Task<RoundTripRun> OfAsync(string name)
    {
        var configuration = SerializerConfiguration.All[name];
        var cases = RoundTripCases.Of(configuration.IsNewtonsoft);
        await using var app = await StartAsync(configuration, cases);
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp },
            app.GetTestServer().CreateClient(),
            ownsHttpClient: true));
        var run = new RoundTripRun();
        var tools = (await client.ListToolsAsync()).ToDictionary(tool => tool.Name);
        foreach (var each in cases)
        {
            if (tools.TryGetValue(each.Name, out var tool))
                await run.CallAsync(client, tool, each, app.Services.GetRequiredService<Arrival>());
            else
                run.Faults.Add($"{each.Name} is no tool: {string.Join(' ', app.Services.GetRequiredService<IMcpCatalog>().Omitted.Select(left => $"{left.OperationId}: {left.Reason}"))}");
        }

        return run;
    }

    private static async Task<WebApplication> StartAsync(SerializerConfiguration configuration, IReadOnlyList<RoundTripCase> cases)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(RoundTripRun).Assembly.GetName().Name });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<Arrival>();
        var application = new RoundTripApplication(RoundTripCases.Controllers(cases));
        var mvc = builder.Services.AddControllers(options =>
        {
            options.Conventions.Add(application);
            options.ModelBinderProviders.Insert(0, new AreaBinderProvider());
        }).ConfigureApplicationPartManager(manager =>
        {
            manager.FeatureProviders.Clear();
            manager.FeatureProviders.Add(application);
        });
        configuration.Configure(mvc);
        mvc.AddMcp();
        var app = builder.Build();
        app.UseRouting();
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return app;
    }

    private async Task CallAsync(McpClient client, McpClientTool tool, RoundTripCase each, Arrival arrival)
    {
        Tools++;
        var open = IsOpen(tool.JsonSchema);
        if (open)
            OpenInput.Add(each.Name);
        if (tool.ReturnJsonSchema is null)
            WithoutOutput.Add(each.Name);
        var kind = each.Name.Split('_')[0];
        var answers = new List<JsonElement>();
        foreach (var arguments in new GeneratedValues(tool.JsonSchema, each.Samples, plain: kind is "path" or "header" or "headers").Sample(CallsOfATool, Seed))
        {
            var result = await client.CallToolAsync(tool.Name, arguments.ToDictionary(argument => argument.Key, argument => (object?)argument.Value));
            var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
            if (result.IsError == true)
            {
                // What is not promised may be refused.
                if (!open || IsKnownToBeOpen(each))
                    Faults.Add($"{each.Name} {arguments.ToJsonString()}: {text}\n    {tool.JsonSchema.GetRawText()}");
                continue;
            }

            Arrived++;
            if (!open || IsKnownToBeOpen(each))
                Faults.AddRange(DifferencesOf(each, kind, arguments, arrival.Value).Select(difference => $"{each.Name} {arguments.ToJsonString()}: {difference}"));
            if (tool.ReturnJsonSchema is { } schema && result.StructuredContent is null && !TakesNull(schema))
                Faults.Add($"{each.Name} {arguments.ToJsonString()}: a schema is announced, and no structured content came: {text}");
            else if (tool.ReturnJsonSchema is not null && result.StructuredContent is { } answer)
                answers.Add(answer);
        }

        if (tool.ReturnJsonSchema is { } announced)
            Answers.Add(new AnsweredSchema(each.Name, announced, answers));
    }

    private static bool IsKnownToBeOpen(RoundTripCase each) => each.Samples is not null || _open.Any(type => each.Name.EndsWith(type, StringComparison.Ordinal));

    // The client has no other value for a null that came.
    private static bool TakesNull(JsonElement schema) => schema.GetRawText() is var text && (text.StartsWith("{\"type\":[", StringComparison.Ordinal) || text.Contains("{\"type\":\"null\"}", StringComparison.Ordinal));

    private static IEnumerable<string> DifferencesOf(RoundTripCase each, string kind, JsonObject arguments, object? got)
    {
        // A binder makes what it likes of its text, and a patch is applied.
        if (arguments.Count == 0 || kind is "own" or "patch")
            return [];
        var whole = kind is "parameter" or "path" or "header" or "field" || kind == "body" && arguments is { Count: 1 } && arguments.ContainsKey("value");
        return each.Name == "headers" || !whole ? ArrivedValue.Differences(Nest(arguments), got) : ArrivedValue.Differences(arguments.Single().Value, got);
    }

    // A form or a query calls a member of an object Place.City.
    private static JsonObject Nest(JsonObject arguments)
    {
        var nested = new JsonObject();
        foreach (var (name, value) in arguments)
        {
            var into = nested;
            var segments = name.Split('.');
            foreach (var segment in segments[..^1])
                into = (JsonObject)(into[segment] ??= new JsonObject());
            into[segments[^1]] = value?.DeepClone();
        }

        return nested;
    }

    private static bool IsOpen(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return false;
        if (!new[] { "type", "enum", "const", "$ref", "oneOf", "anyOf" }.Any(keyword => schema.TryGetProperty(keyword, out _)))
            return true;
        return new[] { "properties", "$defs" }.Any(keyword => schema.TryGetProperty(keyword, out var members) && members.EnumerateObject().Any(member => IsOpen(member.Value))) ||
            new[] { "oneOf", "anyOf" }.Any(keyword => schema.TryGetProperty(keyword, out var alternatives) && alternatives.EnumerateArray().Any(IsOpen)) ||
            new[] { "items", "additionalProperties" }.Any(keyword => schema.TryGetProperty(keyword, out var inner) && IsOpen(inner));
    }
}
