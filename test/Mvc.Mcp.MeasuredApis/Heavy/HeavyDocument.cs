using System.Globalization;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.MeasuredApis.Heavy;

/// <summary>
/// The document of an API as generators make them for media servers: 360 operations with dozens of parameters, of which 70
/// answer with one type of 70 KB.
/// </summary>
public static class HeavyDocument
{
    /// <summary>How many operations it has.</summary>
    public const int OperationCount = 360;

    /// <summary>How many of them answer with the large type.</summary>
    public const int LargeAnswers = 70;

    private const int Members = 320;
    private const int Parameters = 14;

    /// <summary>Writes the document.</summary>
    public static string Write() => new JsonObject
    {
        ["openapi"] = "3.0.3",
        ["info"] = new JsonObject { ["title"] = "Media", ["version"] = "1" },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "https://media.example.com" }),
        ["paths"] = new JsonObject(Enumerable.Range(0, OperationCount).Select(number => KeyValuePair.Create($"/part{number}/{{id}}", (JsonNode?)Path(number)))),
        ["components"] = new JsonObject { ["schemas"] = new JsonObject { ["Large"] = Large(), ["Small"] = Small() } },
    }.ToJsonString();

    private static JsonObject Path(int number) => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = string.Create(CultureInfo.InvariantCulture, $"get_part_{number}"),
            ["summary"] = string.Create(CultureInfo.InvariantCulture, $"Gets what part {number} of the library has to say about an item."),
            ["tags"] = new JsonArray("Library"),
            ["parameters"] = new JsonArray([Parameter("id", "path", "Which item."), .. Enumerable.Range(0, Parameters + (number % 5)).Select(Filter)]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "OK",
                    ["content"] = new JsonObject
                    {
                        ["application/json"] = new JsonObject
                        {
                            ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{(number < LargeAnswers ? "Large" : "Small")}" },
                        },
                    },
                },
            },
        },
    };

    private static JsonObject Filter(int number) => Parameter(
        string.Create(CultureInfo.InvariantCulture, $"filterByAspect{number}"), "query",
        string.Create(CultureInfo.InvariantCulture, $"Optional. Only items whose aspect {number} has this value are looked at."));

    private static JsonObject Parameter(string name, string location, string description) => new()
    {
        ["name"] = name,
        ["in"] = location,
        ["required"] = location == "path",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Large() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Enumerable.Range(0, Members).Select(number => KeyValuePair.Create(
            string.Create(CultureInfo.InvariantCulture, $"detailOfTheItem{number}"),
            (JsonNode?)new JsonObject
            {
                ["type"] = "string",
                ["nullable"] = true,
                ["description"] = string.Create(CultureInfo.InvariantCulture, $"What is known of the item in respect of detail {number}, as the plug-in that looked it up has written it down, or nothing where no plug-in is installed that knows of it."),
            }))),
    };

    private static JsonObject Small() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["id"] = new JsonObject { ["type"] = "string" },
            ["name"] = new JsonObject { ["type"] = "string", ["nullable"] = true, ["description"] = "What people call it." },
        },
    };
}
