namespace Mvc.Mcp.Execution.Progress;

/// <summary>Counts the complete items of a JSON array that arrives in pieces.</summary>
internal sealed class ArrayItemCounter
{
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _itemBegun;

    /// <summary>How many items are complete.</summary>
    public int Items { get; private set; }

    /// <summary>Reads the next piece.</summary>
    public void Read(ReadOnlySpan<byte> piece)
    {
        foreach (var character in piece)
            Read(character);
    }

    private void Read(byte character)
    {
        if (_inString)
        {
            if (_escaped)
                _escaped = false;
            else if (character == '\\')
                _escaped = true;
            else if (character == '"')
                _inString = false;
            return;
        }

        switch (character)
        {
            case (byte)'"':
                _inString = true;
                _itemBegun = true;
                break;
            case (byte)'[' or (byte)'{':
                _itemBegun |= _depth > 0;
                _depth++;
                break;
            case (byte)']' or (byte)'}':
                _depth--;
                // An object or array that is an item is complete where it closes; so is the last item of the whole.
                if (_depth <= 1 && _itemBegun)
                    Complete();
                break;
            case (byte)',' when _depth == 1 && _itemBegun:
                Complete();
                break;
            case (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                break;
            default:
                _itemBegun = true;
                break;
        }
    }

    private void Complete()
    {
        Items++;
        _itemBegun = false;
    }
}
