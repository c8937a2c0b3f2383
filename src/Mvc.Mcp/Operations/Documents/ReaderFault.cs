using Microsoft.OpenApi;
using Mvc.Mcp.Operations.Documents.Preparation;
using JsonPointer = Mvc.Mcp.Operations.Documents.Preparation.JsonPointer;

namespace Mvc.Mcp.Operations.Documents;

/// <summary>Something that the reader does not take, and reads the rest without.</summary>
/// <param name="Message">What is wrong, without a full stop.</param>
/// <param name="Place">Where, as a JSON Pointer.</param>
internal sealed record ReaderFault(string Message, string Place)
{
    /// <summary>What the reader says. It names the place beside its message or within it.</summary>
    public static ReaderFault Of(OpenApiError error)
    {
        var message = error.Message;
        var place = error.Pointer;
        if (string.IsNullOrEmpty(place) && message.LastIndexOf(" at #", StringComparison.Ordinal) is > 0 and var at)
        {
            place = message[(at + " at ".Length)..];
            message = message[..at];
        }

        return new(message.TrimEnd('.'), string.IsNullOrEmpty(place) ? "#/" : place);
    }

    /// <summary>Why the reader has left out an operation without a word of its own.</summary>
    public static string ReasonToOmit(DescribedOperation operation, IEnumerable<ReaderFault> faults)
    {
        var path = "#/paths/" + JsonPointer.Escape(operation.Path);
        var own = faults.Where(fault => fault.Place.StartsWith(path, StringComparison.Ordinal))
            .OrderByDescending(fault => fault.Place.StartsWith($"{path}/{operation.Method}", StringComparison.Ordinal) || fault.Message.Contains(operation.Method, StringComparison.Ordinal))
            .FirstOrDefault();
        return own is null ? "The reader of the document does not take it." : $"It cannot be read: {own.Message} (at {own.Place}).";
    }
}
