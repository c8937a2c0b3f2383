using Microsoft.AspNetCore.Mvc.Controllers;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;

namespace Mvc.Mcp.Tools.Naming;

/// <summary>What the tool of an operation is to be called, before others are looked at.</summary>
/// <param name="Name">A valid name.</param>
/// <param name="Asked">What the application called it, where that had to be changed; else null.</param>
/// <param name="Setting">The setting that did.</param>
internal sealed record WantedName(string Name, string? Asked, string? Setting)
{
    /// <summary>Asks the settings in their order, and derives a name where none says one.</summary>
    /// <exception cref="InvalidOperationException">What a setting says is no name, or its delegate throws.</exception>
    public static WantedName Of(ApiOperation api, McpOptions options)
    {
        var operation = api.Public;
        var key = OperationNames.Of(api);
        if (Chosen() is not ({ } name, { } setting))
            return new(Derived(api, options), null, null);
        if (!name.Any(char.IsLetterOrDigit))
        {
            throw new InvalidOperationException(
                $"{setting} names {operation} '{name}', which has neither a letter nor a digit. Name it with letters, digits, '_' and '-'" +
                (setting == $"McpOptions.{nameof(McpOptions.ToolName)}" ? ", or return null for the name that is derived." : ", or leave the name out."));
        }

        var valid = IsWritable(name) ? ValidName.Of(name) : Derived(api, options);
        return valid == name ? new(name, null, null) : new(valid, name, setting);

        (string? Name, string? Setting) Chosen() =>
            api.Tool.Name is { } attribute ? (attribute, "[McpTool(Name)]")
            : options.ToolNames.FirstOrDefault(entry => entry.Key == key).Value is { } listed ? (listed, $"McpOptions.{nameof(McpOptions.ToolNames)}[\"{key}\"]")
            : options.ToolName is { } ask && OptionDelegate.Ask(nameof(McpOptions.ToolName), operation, () => ask(operation)) is { } made ? (made, $"McpOptions.{nameof(McpOptions.ToolName)}")
            : (null, null);
    }

    // Letters that nobody could write with ASCII would be dropped, and what is left would say something else.
    private static string Derived(ApiOperation api, McpOptions options)
    {
        string?[] names =
        [
            OperationNames.Of(api),
            api.ApiDescription?.ActionDescriptor is ControllerActionDescriptor action ? $"{action.ControllerName}_{action.ActionName}" : null,
            $"{api.Method.ToLowerInvariant()}_{api.Path}",
        ];
        return names.OfType<string>().FirstOrDefault(IsWritable) is { } name
            ? ValidName.Of(options.OpenApi.Prefix + name)
            : ValidName.WithSuffix(ValidName.Of($"{options.OpenApi.Prefix}{api.Method.ToLowerInvariant()}"), "_" + ValidName.Hash(api.Path));
    }

    private static bool IsWritable(string name) =>
        PlainLetters.Write(PlainText.Strip(name)) is var plain && plain.Any(char.IsAsciiLetterOrDigit) && !plain.EnumerateRunes().Any(rune => !rune.IsAscii && System.Text.Rune.IsLetter(rune));
}
