namespace Mvc.Mcp.Tests.Execution.Load;

/// <summary>Tests that look at the whole process, and so run when no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
