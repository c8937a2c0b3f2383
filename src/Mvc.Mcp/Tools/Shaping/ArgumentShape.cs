using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Shaping;

/// <summary>
/// Gives a tool the arguments that <see cref="McpToolAttribute"/> leaves it: fixed values are taken out of what a model sees and
/// can send, and are sent with every call.
/// </summary>
internal static class ArgumentShape
{
    /// <summary>Takes from the input schema what is not shown, in place, and gives the request that goes with the rest.</summary>
    /// <exception cref="InvalidOperationException">A name or a value is none of the operation's; the message says which to write.</exception>
    public static RequestTemplate Apply(JsonObject schema, RequestTemplate plan, ActionMetadata tool)
    {
        if (tool is { Constants.Count: 0, Only.Count: 0, Except.Count: 0 })
            return plan;
        if (tool is { Only.Count: > 0, Except.Count: > 0 })
            throw new InvalidOperationException("[McpTool] sets both Only and Except. Keep one.");
        Check(plan, tool.Only, nameof(McpToolAttribute.Only));
        Check(plan, tool.Except, nameof(McpToolAttribute.Except));
        var constants = tool.Constants.Select(constant => Constant(plan, constant)).ToArray();
        if (constants.CountBy(constant => constant.Argument.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new InvalidOperationException($"[McpTool(Constants = …)] sets '{twice}' more than once.");
        var hidden = plan.Arguments
            .Where(argument => tool.Except.Contains(argument.Name) || tool.Only.Count > 0 && !tool.Only.Contains(argument.Name) ||
                constants.Any(constant => constant.Argument == argument))
            .ToArray();
        foreach (var argument in hidden)
        {
            if (argument.Required && constants.All(constant => constant.Argument != argument))
            {
                throw new InvalidOperationException(
                    $"[McpTool] does not show '{argument.Name}', but the API refuses a request without it. Show it, or set it: Constants = [\"{argument.Name}=…\"].");
            }
            Hide(schema, argument.Name);
        }

        return plan.With([.. plan.Arguments.Except(hidden)], constants);
    }

    private static (ArgumentBinding Argument, JsonElement Value) Constant(RequestTemplate plan, string constant)
    {
        var end = constant.IndexOf('=', StringComparison.Ordinal);
        if (end <= 0)
            throw new InvalidOperationException($"[McpTool(Constants = …)] has '{constant}'. Write name=value, such as status=Open.");
        var name = constant[..end];
        Check(plan, [name], nameof(McpToolAttribute.Constants));
        var argument = plan.ByName[name];
        var given = Value(constant[(end + 1)..]);
        if (ArgumentCoercion.TryCoerce(argument, given, new ValueCheck(constraints: true), out var value))
            return (argument, value);
        var errors = new ArgumentErrors();
        ArgumentCoercion.Explain(argument, given, errors);
        throw new InvalidOperationException($"[McpTool(Constants = …)] has '{constant}', which does not fit: {errors}");
    }

    // A text need not be written as JSON; what an argument takes decides in the end.
    private static JsonElement Value(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }

    private static void Check(RequestTemplate plan, IEnumerable<string> names, string setting)
    {
        if (names.FirstOrDefault(name => !plan.ByName.ContainsKey(name)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"[McpTool({setting} = …)] names '{unknown}', but the tool has no such argument.{NearNames.Question(unknown, plan.ByName.Keys)} " +
                $"It has: {string.Join(", ", plan.Arguments.Select(argument => argument.Name))}.");
        }
    }

    private static void Hide(JsonObject schema, string name)
    {
        (schema["properties"] as JsonObject)?.Remove(name);
        if (schema["required"] is not JsonArray required)
            return;
        foreach (var entry in required.Where(entry => entry!.GetValue<string>() == name).ToArray())
            required.Remove(entry);
        if (required.Count == 0)
            schema.Remove("required");
    }
}
