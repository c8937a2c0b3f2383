using System.Text.RegularExpressions;

namespace Mvc.Mcp.Operations.Choice;

/// <summary>Decides by <see cref="McpOptions.Rules"/> and <see cref="McpOptions.SelectKind"/> what an operation becomes.</summary>
internal sealed class KindChoice
{
    private readonly BodilessMethods _bodiless;
    private readonly (OperationRule Map, Regex? Pattern)[] _maps;
    private readonly Func<McpOperation, McpKind, McpKind>? _delegate;

    /// <exception cref="InvalidOperationException">A pattern is no regular expression.</exception>
    public KindChoice(McpOptions options, IReadOnlyCollection<ApiOperation> operations)
    {
        _bodiless = new BodilessMethods(operations);
        _maps = [.. options.Rules.Select((map, index) => (map, Parse(map, index)))];
        _delegate = options.SelectKind;
    }

    /// <summary>What the operation becomes, and why where it is left out.</summary>
    /// <exception cref="InvalidOperationException">It would become a resource, which reading must not change; or the delegate throws.</exception>
    public Choice Choose(ApiOperation api)
    {
        var operation = api.Public;
        var unasked = _bodiless.IsUnasked(api);
        var index = Array.FindIndex(_maps, map => Matches(map.Map, map.Pattern, operation) && !(unasked && map.Map.Methods.Count == 0));
        var kind = index >= 0 ? _maps[index].Map.Kind : unasked ? McpKind.Exclude : McpKind.Tool;
        var setting = index < 0 ? null : $"McpOptions.{nameof(McpOptions.Rules)}[{index}]";
        if (_delegate is not null && OptionDelegate.Ask(nameof(McpOptions.SelectKind), operation, () => _delegate(operation, kind)) is var decided && decided != kind)
            (kind, setting) = (decided, $"McpOptions.{nameof(McpOptions.SelectKind)}");
        if (kind is McpKind.Resource or McpKind.ResourceTemplate && operation.Method != "GET")
        {
            throw new InvalidOperationException(
                $"{setting} makes {operation} a resource, but clients read resources freely, so only GET can be one. " +
                $"Restrict it: {nameof(OperationRule.Methods)} = [\"GET\"].");
        }
        return new(kind, setting ?? "", kind != McpKind.Exclude ? null : setting is null ? BodilessMethods.Omission(operation) : Excluded(operation, setting));
    }

    private static Omission Excluded(McpOperation operation, string setting) => new(
        $"{setting} excludes it.",
        $"Let {setting.Replace(nameof(McpOptions), "o", StringComparison.Ordinal)} say McpKind.{nameof(McpKind.Tool)} for {operation}.");

    private static bool Matches(OperationRule map, Regex? pattern, McpOperation operation) =>
        (map.Methods.Count == 0 || map.Methods.Contains(operation.Method, StringComparer.OrdinalIgnoreCase)) &&
        (pattern is null || pattern.IsMatch(operation.Path)) &&
        map.Tags.All(tag => operation.Tags.Contains(tag, StringComparer.Ordinal));

    private static Regex? Parse(OperationRule map, int index)
    {
        if (map.Pattern is null)
            return null;
        try
        {
            return new Regex(map.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException(
                $"McpOptions.{nameof(McpOptions.Rules)}[{index}].{nameof(OperationRule.Pattern)} is no regular expression: {exception.Message}", exception);
        }
    }

    /// <summary>What an operation becomes.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Setting">The setting that says so; empty where none does.</param>
    /// <param name="Omission">Why it is left out; null where it is not.</param>
    internal readonly record struct Choice(McpKind Kind, string Setting, Omission? Omission);
}
