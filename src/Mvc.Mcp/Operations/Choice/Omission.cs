namespace Mvc.Mcp.Operations.Choice;

/// <summary>Why an operation is left out.</summary>
/// <param name="Reason">A sentence for the developer.</param>
/// <param name="Change">What to write, or to take away, for it to be offered; null where nothing in the application decides.</param>
internal sealed record Omission(string Reason, string? Change);
