using System.Globalization;
using System.Text;
using System.Text.Json;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Confirmation;

/// <summary>
/// What the user is asked: which tool is to run, and with what. Every value has a line of its own, or the question says
/// that it is not shown; no character can hide another.
/// </summary>
internal sealed class ConfirmationQuestion
{
    private const int MostValues = 100;
    private const int LongestValue = 200;
    private const int Beginning = 130;
    private const int End = 60;
    private const int LongestName = 100;

    private readonly StringBuilder _text = new();
    private int _values;

    private ConfirmationQuestion()
    {
    }

    /// <summary>The question about a call of <paramref name="operation"/>.</summary>
    public static string Write(ToolDefinition operation, IDictionary<string, JsonElement>? arguments)
    {
        var question = new ConfirmationQuestion();
        question._text.Append(
            CultureInfo.InvariantCulture,
            $"Run \"{PlainText.Escape(operation.Tool.Title ?? operation.Tool.Name, LongestValue)}\" ({operation.Tool.Name}: {operation.Request.Method} {operation.Request.PathTemplate})?");
        // A plain value is not to be found behind all that an object or an array can hold.
        foreach (var (name, value) in (arguments ?? new Dictionary<string, JsonElement>()).OrderBy(argument => argument.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            question.Append(PlainText.Escape(name, LongestName), value);
        if (question._values > MostValues)
            question._text.Append(CultureInfo.InvariantCulture, $"\n… and {question._values - MostValues} more values that are not shown");
        return question._text.ToString();
    }

    private void Append(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                    Append(_values > MostValues ? name : $"{name}.{PlainText.Escape(member.Name, LongestName)}", member.Value);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Append(_values > MostValues ? name : $"{name}[{index++.ToString(CultureInfo.InvariantCulture)}]", item);
                break;
            default:
                if (++_values <= MostValues)
                    _text.Append('\n').Append(name).Append(": ").Append(Shown(value));
                break;
        }
    }

    private static string Shown(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Cut(value.GetRawText());
        var text = value.GetString()!;
        return text.Length <= LongestValue ? $"\"{PlainText.Escape(text)}\"" : Cut(text);
    }

    private static string Cut(string text)
    {
        if (text.Length <= LongestValue)
            return PlainText.Escape(text);
        var hidden = text.Length - Beginning - End;
        return $"\"{PlainText.Escape(text[..Beginning])}\" … {hidden.ToString(CultureInfo.InvariantCulture)} characters that are not shown … \"{PlainText.Escape(text[^End..])}\"";
    }
}
