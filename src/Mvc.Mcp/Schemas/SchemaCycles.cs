namespace Mvc.Mcp.Schemas;

/// <summary>
/// Knows which schemas lead back to themselves: finds the strongly connected components of their references (Tarjan), each
/// once, without recursion, because a document says how long its chains are.
/// </summary>
/// <param name="edges">What a schema leads to.</param>
/// <param name="follows">Which of the references are followed.</param>
/// <param name="returns">Which of those make a schema recursive when they lead back to it.</param>
internal sealed class SchemaCycles(
    Func<SchemaNode, IReadOnlyList<SchemaEdge>> edges, Func<SchemaEdge, bool> follows, Func<SchemaEdge, bool> returns)
{
    private readonly Dictionary<SchemaNode, bool> _recursive = [];

    /// <summary>Whether the schema leads back to itself.</summary>
    public bool Contains(SchemaNode node)
    {
        if (!_recursive.ContainsKey(node))
            Search(node);
        return _recursive[node];
    }

    private void Search(SchemaNode start)
    {
        var order = new Dictionary<SchemaNode, (int Index, int Low)>();
        var open = new Stack<SchemaNode>();
        var isOpen = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaEdge> Edges)>();
        Enter(start);
        while (path.TryPeek(out var current))
        {
            if (current.Edges.MoveNext())
            {
                var target = current.Edges.Current.Target;
                if (_recursive.ContainsKey(target))
                    continue;
                if (!order.TryGetValue(target, out var known))
                    Enter(target);
                else if (isOpen.Contains(target))
                    Lower(current.Node, known.Index);
                continue;
            }

            path.Pop();
            if (path.TryPeek(out var parent))
                Lower(parent.Node, order[current.Node].Low);
            if (order[current.Node].Low == order[current.Node].Index)
                Close(current.Node);
        }

        void Enter(SchemaNode node)
        {
            order[node] = (order.Count, order.Count);
            open.Push(node);
            isOpen.Add(node);
            path.Push((node, edges(node).Where(follows).GetEnumerator()));
        }

        void Lower(SchemaNode node, int low) => order[node] = (order[node].Index, Math.Min(order[node].Low, low));

        // What was opened since the root belongs together with it.
        void Close(SchemaNode root)
        {
            var together = new HashSet<SchemaNode>();
            SchemaNode node;
            do
            {
                node = open.Pop();
                isOpen.Remove(node);
                together.Add(node);
            }
            while (node != root);

            var recursive = together.SelectMany(edges).Where(edge => follows(edge) && returns(edge) && together.Contains(edge.Target))
                .Select(edge => edge.Target).ToHashSet();
            foreach (var member in together)
                _recursive[member] = recursive.Contains(member);
        }
    }
}
